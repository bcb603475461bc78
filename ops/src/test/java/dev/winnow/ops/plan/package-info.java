@NullMarked
package dev.winnow.ops.plan;

import org.jspecify.annotations.NullMarked;
