/** What an operator does from the console: each action first says what it will do. */
@NullMarked
package dev.winnow.ops.console.action;

import org.jspecify.annotations.NullMarked;
