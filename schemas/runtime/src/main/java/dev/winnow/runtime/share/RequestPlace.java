package dev.winnow.runtime.share;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Where a request lies on its topic. */
record RequestPlace(String topic, int partition, long offset) {
  static RequestPlace of(ConsumerRecord<?, ?> record) {
    return new RequestPlace(record.topic(), record.partition(), record.offset());
  }
}
