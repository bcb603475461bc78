@NullMarked
package dev.winnow.ops.cli.model;

import org.jspecify.annotations.NullMarked;
