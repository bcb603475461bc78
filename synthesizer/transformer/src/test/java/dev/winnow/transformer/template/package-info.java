@NullMarked
package dev.winnow.transformer.template;

import org.jspecify.annotations.NullMarked;
