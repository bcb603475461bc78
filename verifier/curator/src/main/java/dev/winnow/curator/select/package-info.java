/** Selection policies: which accepted responses of a prompt are selected. */
@NullMarked
package dev.winnow.curator.select;

import org.jspecify.annotations.NullMarked;
