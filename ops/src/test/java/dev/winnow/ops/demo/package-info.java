@NullMarked
package dev.winnow.ops.demo;

import org.jspecify.annotations.NullMarked;
