/// The rules of the house, as build failures.
@org.jspecify.annotations.NullMarked
package org.sotto.architecture;
