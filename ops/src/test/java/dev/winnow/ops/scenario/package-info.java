@NullMarked
package dev.winnow.ops.scenario;

import org.jspecify.annotations.NullMarked;
