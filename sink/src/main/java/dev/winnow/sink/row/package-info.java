/** Dataset rows: their columns, and the file formats that hold them. */
@NullMarked
package dev.winnow.sink.row;

import org.jspecify.annotations.NullMarked;
