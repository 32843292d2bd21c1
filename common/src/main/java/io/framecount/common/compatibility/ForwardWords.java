package io.framecount.common.compatibility;

import java.util.List;
import org.apache.avro.Schema;

/** The reader is old, the writer is new: users of the old schema can't read new frames. */
final class ForwardWords implements Words {
  @Override
  public Telling missingField(Schema.Field field, Schema reader, Schema writer) {
    String successor =
        writer.getFields().stream()
            .filter(candidate -> candidate.aliases().contains(field.name()))
            .map(
                candidate ->
                    " beside %s, whose alias old readers don't know".formatted(candidate.name()))
            .findFirst()
            .orElse("");
    return new Telling(
        "was removed, but readers of the old schema need it, for it has no default there",
        "keep it" + successor);
  }

  @Override
  public Telling otherType(Schema reader, Schema writer) {
    String was = TypeText.of(reader);
    return new Telling(
        "was %s and is %s now, which readers of the old schema can't take"
            .formatted(was, TypeText.of(writer)),
        "keep %s, and give the new type to a new field".formatted(was));
  }

  @Override
  public Telling missingBranch(Schema reader, Schema writer, Schema branch) {
    String was = TypeText.of(reader);
    String may = branch.getType() == Schema.Type.NULL ? "null" : TypeText.of(branch);
    return new Telling(
        "may be %s now, which readers of the old schema can't take".formatted(may),
        "keep %s".formatted(was));
  }

  @Override
  public Telling missingSymbols(Schema reader, List<String> symbols) {
    return new Telling(
        "has %s now, which readers of the old schema don't know".formatted(Words.symbols(symbols)),
        "leave %s out, for the old enum has no default to fall back on"
            .formatted(symbols.size() == 1 ? "it" : "them"));
  }

  @Override
  public Telling otherSize(Schema reader, Schema writer) {
    return new Telling(
        "has %d bytes now and had %d".formatted(writer.getFixedSize(), reader.getFixedSize()),
        "keep %d, and give the new size to a new field".formatted(reader.getFixedSize()));
  }

  @Override
  public Telling otherName(Schema reader, Schema writer) {
    return new Telling(
        "is named %s now and was %s, the only name that readers of the old schema know"
            .formatted(writer.getFullName(), reader.getFullName()),
        "keep the name");
  }
}
