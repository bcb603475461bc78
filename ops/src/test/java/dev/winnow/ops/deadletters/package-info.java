@NullMarked
package dev.winnow.ops.deadletters;

import org.jspecify.annotations.NullMarked;
