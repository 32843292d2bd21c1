package io.framecount.common.compatibility;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Random pairs of schemas: wherever Avro sees an obstacle, it is told in our words, too. */
class ObstaclesAgreeTest {
  private static final int PAIRS = 3_000;
  private static final List<Schema.Type> PLAIN =
      List.of(
          Schema.Type.INT,
          Schema.Type.LONG,
          Schema.Type.FLOAT,
          Schema.Type.DOUBLE,
          Schema.Type.STRING,
          Schema.Type.BYTES,
          Schema.Type.BOOLEAN);

  @ParameterizedTest
  @EnumSource
  void explainsWhateverAvroRefuses(CompatibilityLevel.Direction direction) {
    Random random = new Random(7);
    int refused = 0;
    for (int i = 0; i < PAIRS; i++) {
      Schema old = frame(random);
      Schema next = frame(random);
      boolean backward = direction == CompatibilityLevel.Direction.BACKWARD;
      boolean compatible =
          SchemaCompatibility.checkReaderWriterCompatibility(
                      backward ? next : old, backward ? old : next)
                  .getType()
              == SchemaCompatibilityType.COMPATIBLE;
      List<Obstacle> obstacles = Obstacles.between(old, next, Set.of(direction));
      assertThat(obstacles.isEmpty()).as("%s%n%s", old, next).isEqualTo(compatible);
      assertThat(obstacles)
          .as("%s%n%s", old, next)
          .noneMatch(obstacle -> obstacle.problem().startsWith("is incompatible"));
      refused += compatible ? 0 : 1;
    }
    assertThat(refused).isBetween(PAIRS / 10, PAIRS * 99 / 100);
  }

  /** These have neither docs nor properties, so that the same are written the same. */
  @Test
  void takesForTheSameWhatIsWrittenTheSame() {
    int same = 0;
    for (int i = 0; i < PAIRS; i++) {
      Schema one = frame(new Random(i));
      Schema other = frame(new Random(i % 3 == 0 ? i : i + 1));
      boolean equal = one.toString().equals(other.toString());
      assertThat(SameSchema.are(one, other)).as("%s%n%s", one, other).isEqualTo(equal);
      same += equal ? 1 : 0;
    }
    assertThat(same).isBetween(PAIRS / 3, PAIRS / 2);
  }

  private static Schema frame(Random random) {
    return record(random, "Frame", 2);
  }

  private static Schema record(Random random, String name, int depth) {
    List<Schema.Field> fields = new ArrayList<>();
    for (String field : List.of("a", "b", "c")) {
      if (random.nextInt(4) > 0) {
        Schema type = type(random, name + field, depth);
        boolean nullable = type.isUnion() && type.getTypes().get(0).getType() == Schema.Type.NULL;
        fields.add(
            nullable && random.nextBoolean()
                ? new Schema.Field(field, type, null, Schema.Field.NULL_DEFAULT_VALUE)
                : new Schema.Field(field, type));
      }
    }
    return Schema.createRecord(name, null, null, false, fields);
  }

  private static Schema type(Random random, String name, int depth) {
    // Mostly the same choice, so that pairs are alike now and then.
    return switch (depth == 0 ? random.nextInt(3) : random.nextInt(8)) {
      case 0 -> Schema.create(Schema.Type.LONG);
      case 1 -> Schema.create(PLAIN.get(random.nextInt(PLAIN.size())));
      case 2 -> nullable(Schema.create(PLAIN.get(random.nextInt(PLAIN.size()))));
      case 3 -> Schema.createArray(type(random, name, depth - 1));
      case 4 -> Schema.createMap(type(random, name, depth - 1));
      case 5 -> enumeration(random, name);
      case 6 -> Schema.createFixed(name + "F", null, null, 4 + random.nextInt(2));
      default -> {
        Schema inner = record(random, name + (random.nextInt(5) == 0 ? "X" : "R"), depth - 1);
        yield random.nextBoolean() ? inner : nullable(inner);
      }
    };
  }

  private static Schema enumeration(Random random, String name) {
    List<String> symbols = new ArrayList<>(List.of("A"));
    for (String symbol : List.of("B", "C")) {
      if (random.nextBoolean()) {
        symbols.add(symbol);
      }
    }
    return Schema.createEnum(name + "E", null, null, symbols, random.nextInt(4) == 0 ? "A" : null);
  }

  private static Schema nullable(Schema type) {
    return Schema.createUnion(Schema.create(Schema.Type.NULL), type);
  }
}
