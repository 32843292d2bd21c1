package io.framecount.counter.view;

import io.framecount.common.cli.CommandFailure;
import io.framecount.common.cli.ExitCode;
import io.framecount.common.json.FieldPath;
import io.framecount.counter.frame.FrameFormat.Decoded;
import io.framecount.counter.frame.field.FieldLookup;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/**
 * The chosen fields of records, in order. A field is null in records that lack it, since schemas
 * change along a topic.
 */
public final class FieldChoice {
  private static final int NAMES_SHOWN = 40;

  private final String topic;
  private final List<FieldPath> paths;
  private final StoredJson all;
  private boolean checked;

  /**
   * @param paths fields such as {@code uid}, {@code user.name} or {@code @offset}; none for all
   * @param all how a whole value is written
   */
  public FieldChoice(String topic, List<FieldPath> paths, StoredJson all) {
    this.topic = topic;
    this.paths = paths;
    this.all = all;
  }

  /**
   * Makes sure that records may have these fields. Without it, the first record decides.
   *
   * @param versions of the topic's schema, the newest last; at least one
   * @throws CommandFailure with {@link ExitCode#USAGE} that names the fields there are
   */
  public void requireIn(List<Schema> versions) {
    checked = true;
    for (FieldPath path : paths) {
      PathSteps steps = new PathSteps(path.names());
      boolean known = !path.inValue() || versions.stream().anyMatch(steps::isIn);
      if (!known) {
        throw new CommandFailure(
            ExitCode.USAGE,
            "topic '%s' has no field '%s'; its fields are %s; and each record has %s"
                .formatted(
                    topic,
                    path,
                    fieldsOf(path, versions.get(versions.size() - 1)),
                    FieldPath.partsOfRecords()));
      }
    }
  }

  /** The line for a record. */
  String json(ConsumerRecord<byte[], byte[]> record, Decoded value) {
    if (paths.isEmpty()) {
      return value.record() == null ? value.json() : all.of(value.record());
    }
    if (!checked && value.record() != null) {
      requireIn(List.of(value.record().getSchema()));
    }
    ChosenJson json = value.record() == null ? new ChosenJson(value.json(), paths) : null;
    Map<String, Object> chosen = new LinkedHashMap<>();
    for (FieldPath path : paths) {
      chosen.put(
          path.toString(), path.inValue() ? valueOf(path, value, json) : beside(path, record));
    }
    return PlainJson.of(chosen);
  }

  private static String fieldsOf(FieldPath wanted, Schema schema) {
    List<String> all = wanted.nearest(FieldLookup.paths(schema).map(FieldPath::toString).toList());
    Stream<String> shown = all.stream().limit(NAMES_SHOWN);
    return shown.collect(Collectors.joining(", ")) + (all.size() > NAMES_SHOWN ? ", …" : "");
  }

  /** The value, of a class that {@link PlainJson} knows, or null. */
  private static Object valueOf(FieldPath path, Decoded value, ChosenJson json) {
    return json == null ? new PathSteps(path.names()).in(value.record()) : json.of(path);
  }

  private static Object beside(FieldPath path, ConsumerRecord<byte[], byte[]> record) {
    return switch (path.source()) {
      case VALUE -> throw new IllegalArgumentException(path + " is in the value");
      case KEY -> text(record.key());
      case TIMESTAMP -> Instant.ofEpochMilli(record.timestamp());
      case PARTITION -> record.partition();
      case OFFSET -> record.offset();
      case HEADER -> {
        Header header = record.headers().lastHeader(path.names().get(0));
        yield header == null ? null : text(header.value());
      }
    };
  }

  private static String text(byte[] utf8) {
    return utf8 == null ? null : new String(utf8, StandardCharsets.UTF_8);
  }
}
