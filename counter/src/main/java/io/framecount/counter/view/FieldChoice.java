package io.framecount.counter.view;

import io.framecount.common.cli.CommandFailure;
import io.framecount.common.cli.ExitCode;
import io.framecount.common.json.FieldPath;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
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
                    fieldsOf(versions.get(versions.size() - 1)),
                    FieldPath.partsOfRecords()));
      }
    }
  }

  /** The line for a record. */
  String json(ConsumerRecord<byte[], byte[]> record, GenericRecord value) {
    if (paths.isEmpty()) {
      return all.of(value);
    }
    if (!checked) {
      requireIn(List.of(value.getSchema()));
    }
    Map<String, Object> chosen = new LinkedHashMap<>();
    for (FieldPath path : paths) {
      chosen.put(path.toString(), of(path, record, value));
    }
    return PlainJson.of(chosen);
  }

  private static String fieldsOf(Schema schema) {
    List<String> all = PathSteps.all(schema).limit(NAMES_SHOWN + 1L).toList();
    Stream<String> shown = all.stream().limit(NAMES_SHOWN);
    return shown.collect(Collectors.joining(", ")) + (all.size() > NAMES_SHOWN ? ", …" : "");
  }

  /** The value, of a class that {@link PlainJson} knows, or null. */
  private static Object of(
      FieldPath path, ConsumerRecord<byte[], byte[]> record, GenericRecord value) {
    return switch (path.source()) {
      case VALUE -> new PathSteps(path.names()).in(value);
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
