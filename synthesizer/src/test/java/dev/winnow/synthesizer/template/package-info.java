@NullMarked
package dev.winnow.synthesizer.template;

import org.jspecify.annotations.NullMarked;
