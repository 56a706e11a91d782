/// What the documents promise, held against the program.
@org.jspecify.annotations.NullMarked
package org.sotto.docs;
