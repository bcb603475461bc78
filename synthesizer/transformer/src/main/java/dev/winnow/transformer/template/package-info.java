/**
 * Chat templates, which convert a conversation to the text a model expects. Independent of DJL and
 * Kafka.
 */
@NullMarked
package dev.winnow.transformer.template;

import org.jspecify.annotations.NullMarked;
