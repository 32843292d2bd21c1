package io.framecount.loader.resume;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import io.framecount.common.input.Checkpoint;
import io.framecount.common.json.Json;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;

/**
 * The progress of a file as Kafka keeps it: the position is the group's offset, the rest its
 * metadata.
 *
 * @param file its place when it was last loaded
 * @param checkpoint up to where
 * @param frames number of its frames that were delivered
 * @param rejected number of its lines that were rejected
 * @param complete whether its end was reached
 * @param saved when that was, to the millisecond; null if it was not noted
 * @param openBytes length of a last line that had no end and was left; 0 if there was none
 * @param written when the file was last written, in milliseconds since 1970; -1 if not known
 * @param damage why it could not be read on, and where; null if it could
 * @param origin the topic that was loaded; null for a file. Then the file is its partition, such as
 *     {@code raw-2}, the position an offset, and the lines its records
 */
public record LoadProgress(
    String file,
    Checkpoint checkpoint,
    long frames,
    long rejected,
    boolean complete,
    Instant saved,
    long openBytes,
    long written,
    String damage,
    Origin origin) {
  /**
   * A topic that is loaded.
   *
   * @param topicId its id, which another topic of the same name does not have
   * @param cluster the id of its cluster; null if that is the one that is loaded into
   * @param into the topic that it is loaded into
   * @param intoId the id of that topic
   */
  public record Origin(String topicId, String cluster, String into, String intoId) {}

  private static final int VERSION = 1;
  private static final int MOST_METADATA = 4_000;

  /** Brokers take 4,096 characters of metadata, and a path alone may be as long. */
  private static final int NAME_KEPT = 1_000;

  /** The longest name of which each character takes six bytes. */
  private static final int STRANGE_NAME_KEPT = 500;

  /**
   * The longest description of damage that fits beside a name of which each character takes six
   * bytes.
   */
  private static final int DAMAGE_KEPT = 120;

  /** Progress in a file. */
  public LoadProgress(
      String file,
      Checkpoint checkpoint,
      long frames,
      long rejected,
      boolean complete,
      Instant saved,
      long openBytes,
      long written,
      String damage) {
    this(file, checkpoint, frames, rejected, complete, saved, openBytes, written, damage, null);
  }

  /** Progress in an input that could be read on. */
  public LoadProgress(
      String file,
      Checkpoint checkpoint,
      long frames,
      long rejected,
      boolean complete,
      Instant saved,
      long openBytes,
      long written) {
    this(file, checkpoint, frames, rejected, complete, saved, openBytes, written, null);
  }

  /** Progress of which the time is not known. */
  public LoadProgress(
      String file, Checkpoint checkpoint, long frames, long rejected, boolean complete) {
    this(file, checkpoint, frames, rejected, complete, null, 0, -1);
  }

  /** Progress without an open line. */
  public LoadProgress(
      String file,
      Checkpoint checkpoint,
      long frames,
      long rejected,
      boolean complete,
      Instant saved) {
    this(file, checkpoint, frames, rejected, complete, saved, 0, -1);
  }

  /**
   * The metadata's fields. Later versions may add some that can be ignored; for others there is the
   * version.
   *
   * @param at milliseconds since 1970; null from versions that did not note it
   * @param written the same
   * @param unit what the lines are; null for lines
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  private record Metadata(
      int v,
      String file,
      long lines,
      int crc32c,
      long frames,
      long rejected,
      boolean complete,
      Long at,
      Long written,
      String run,
      Long open,
      String damage,
      Checkpoint.Unit unit,
      Origin from) {}

  /** Returns the offset to commit for a load that no other run takes over. */
  public OffsetAndMetadata toOffset() {
    return toOffset(null);
  }

  /**
   * Returns the offset to commit.
   *
   * @param run names the run of the loader that saves it
   */
  public OffsetAndMetadata toOffset(String run) {
    String metadata = metadata(kept(file, NAME_KEPT), run);
    return new OffsetAndMetadata(
        checkpoint.position(),
        metadata.length() <= MOST_METADATA
            ? metadata
            : metadata(kept(file, STRANGE_NAME_KEPT), run));
  }

  private String metadata(String name, String run) {
    Metadata metadata =
        new Metadata(
            VERSION,
            name,
            checkpoint.lines(),
            checkpoint.crc32c(),
            frames,
            rejected,
            complete,
            saved == null ? null : saved.toEpochMilli(),
            written < 0 ? null : written,
            run,
            openBytes == 0 ? null : openBytes,
            damage == null ? null : keptDamage(),
            checkpoint.unit() == Checkpoint.Unit.LINES ? null : checkpoint.unit(),
            origin);
    return Json.text(Json.mapper(), metadata);
  }

  /** Of characters that take two in JSON at most. */
  private String keptDamage() {
    String plain = damage.replaceAll("[^ -~]", "?");
    return plain.length() <= DAMAGE_KEPT ? plain : plain.substring(0, DAMAGE_KEPT) + "...";
  }

  /** Reads it back; nothing if the offset is none that this version could have written. */
  public static Optional<Saved> of(OffsetAndMetadata offset) {
    try {
      Metadata m = Json.mapper().readValue(offset.metadata(), Metadata.class);
      if (m == null || m.v() != VERSION) {
        return Optional.empty();
      }
      Checkpoint.Unit unit = m.unit() == null ? Checkpoint.Unit.LINES : m.unit();
      Checkpoint checkpoint = new Checkpoint(offset.offset(), m.lines(), m.crc32c(), unit);
      LoadProgress progress =
          new LoadProgress(
              m.file(),
              checkpoint,
              m.frames(),
              m.rejected(),
              m.complete(),
              m.at() == null ? null : Instant.ofEpochMilli(m.at()),
              m.open() == null ? 0 : m.open(),
              m.written() == null ? -1 : m.written(),
              m.damage(),
              m.from());
      return Optional.of(new Saved(progress, m.run() == null ? "" : m.run()));
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  /** Returns whether both mean the same place. */
  public boolean samePlace(LoadProgress other) {
    return checkpoint.position() == other.checkpoint.position()
        && checkpoint.lines() == other.checkpoint.lines()
        && complete == other.complete
        && (damage == null) == (other.damage == null);
  }

  /**
   * Progress as it was found in Kafka.
   *
   * @param run the run of the loader that saved it
   */
  public record Saved(LoadProgress progress, String run) {}

  /** The place as progress names it, which is cut if it is long. */
  static String kept(String place) {
    return kept(place, NAME_KEPT);
  }

  private static String kept(String place, int most) {
    return place.length() <= most ? place : "…" + place.substring(place.length() - most);
  }
}
