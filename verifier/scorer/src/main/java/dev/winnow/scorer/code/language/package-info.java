/** Languages of programs: how a response holds one, and how one is compiled and run. */
@NullMarked
package dev.winnow.scorer.code.language;

import org.jspecify.annotations.NullMarked;
