/** Uploads datasets to a hub that speaks the Hugging Face protocol. */
@NullMarked
package dev.winnow.ops.push;

import org.jspecify.annotations.NullMarked;
