package io.framecount.common.compatibility;

import java.util.List;
import java.util.Set;
import org.apache.avro.Schema;

/** The reader is new, the writer is old: old frames can't be read. */
final class BackwardWords implements Words {
  private final boolean alone;

  /**
   * @param demanded all directions in question: what helps here may harm the other one
   */
  BackwardWords(Set<Direction> demanded) {
    alone = !demanded.contains(Direction.FORWARD);
  }

  @Override
  public Telling missingField(Schema.Field field, Schema reader, Schema writer) {
    String renamed =
        Renames.origin(field, writer, reader)
            .map(", or, if it is %1$s renamed, add \"aliases\": [\"%1$s\"]"::formatted)
            .orElse("");
    return new Telling(
        "was added without a default, so old frames can't be read",
        Defaults.proposal(field.schema()) + renamed);
  }

  @Override
  public Telling otherType(Schema reader, Schema writer) {
    String was = TypeText.of(writer);
    String both = alone ? ", or take both as a union" : "";
    return new Telling(
        "was %s and is %s now, as which old frames can't be read"
            .formatted(was, TypeText.of(reader)),
        "keep %s%s, or give the new type to a new field with a default".formatted(was, both));
  }

  @Override
  public Telling missingBranch(Schema reader, Schema writer, Schema branch) {
    if (branch.getType() == Schema.Type.NULL) {
      return new Telling(
          "may not be null any more, but may be in old frames",
          "keep \"null\" in its type, " + TypeText.of(writer));
    }
    String lost = TypeText.of(branch);
    return new Telling(
        "does not take %s any more, which old frames may have".formatted(lost),
        "put %s back into its type".formatted(lost));
  }

  @Override
  public Telling missingSymbols(Schema reader, List<String> symbols) {
    return new Telling(
        "lost %s, which old frames may have".formatted(Plural.symbols(symbols)),
        "put %s back, or give enum %s a \"default\""
            .formatted(symbols.size() == 1 ? "it" : "them", reader.getFullName()));
  }

  @Override
  public Telling otherSize(Schema reader, Schema writer) {
    return new Telling(
        "has %d bytes now and had %d".formatted(reader.getFixedSize(), writer.getFixedSize()),
        "keep %d, or give the new size to a new field with a default"
            .formatted(writer.getFixedSize()));
  }

  @Override
  public Telling otherName(Schema reader, Schema writer) {
    return new Telling(
        "is named %s now and was %s".formatted(reader.getFullName(), writer.getFullName()),
        "keep the name, or add \"aliases\": [\"%s\"] beside it".formatted(writer.getFullName()));
  }
}
