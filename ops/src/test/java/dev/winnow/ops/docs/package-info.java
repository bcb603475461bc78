/** Pages of the documentation that must agree with the code. */
@NullMarked
package dev.winnow.ops.docs;

import org.jspecify.annotations.NullMarked;
