/** The HTTP gateway: publishes prompts and recipes, and reports the progress of prompts. */
@NullMarked
package dev.winnow.producers.gateway;

import org.jspecify.annotations.NullMarked;
