@NullMarked
package dev.winnow.planner.whatif;

import org.jspecify.annotations.NullMarked;
