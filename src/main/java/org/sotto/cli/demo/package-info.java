/// `sotto demo`: the whole of the product once, with a real server, each step checked.
@NullMarked
package org.sotto.cli.demo;

import org.jspecify.annotations.NullMarked;
