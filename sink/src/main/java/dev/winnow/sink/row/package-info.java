/** Dataset rows: their columns and file formats. */
@NullMarked
package dev.winnow.sink.row;

import org.jspecify.annotations.NullMarked;
