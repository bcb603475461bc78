/** Where datasets are kept: a directory of a disk, or a bucket of an object store. */
@NullMarked
package dev.winnow.sink.storage;

import org.jspecify.annotations.NullMarked;
