@NullMarked
package dev.winnow.sink.storage;

import org.jspecify.annotations.NullMarked;
