/** The HTTP gateway: publishing prompts and recipes, and asking for a prompt's progress. */
@NullMarked
package dev.winnow.producers.gateway;

import org.jspecify.annotations.NullMarked;
