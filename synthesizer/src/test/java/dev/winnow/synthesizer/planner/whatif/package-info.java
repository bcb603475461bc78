@NullMarked
package dev.winnow.synthesizer.planner.whatif;

import org.jspecify.annotations.NullMarked;
