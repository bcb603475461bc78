/**
 * Chat templates: how a model wants a conversation written as text. Knows neither DJL nor Kafka:
 * records in, text out.
 */
@NullMarked
package dev.winnow.transformer.template;

import org.jspecify.annotations.NullMarked;
