package io.framecount.loader.topic;

import java.util.Optional;

/** Decides which time a frame's Kafka record bears. Used by one thread. */
public interface RecordTimes {
  /** The time of loading, which the client adds. */
  RecordTimes LOAD =
      new RecordTimes() {
        @Override
        public Long of(long eventTime) {
          return null;
        }

        @Override
        public Optional<String> problem(long eventTime) {
          return Optional.empty();
        }
      };

  /** Milliseconds since 1970, or null for the time of loading. */
  Long of(long eventTime);

  /** Why the broker would refuse a record of that time, or nothing. */
  Optional<String> problem(long eventTime);
}
