package io.framecount.e2e.security;

import io.framecount.e2e.Launcher;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/** The tables of rights in the manual. */
final class DocumentedRights {
  private static final Pattern ROW =
      Pattern.compile("\\| (\\w+) \\| (topic|group|transactional-id) `([^`…]+)(…?)` \\| .* \\|");

  private DocumentedRights() {}

  /** A row of the table, for the manual's example topic. */
  record Right(String user, String operation, String type, String name, boolean prefix) {
    /** Returns the right for another topic. */
    Right of(String topic) {
      return new Right(user, operation, type, name.replace("frames", topic), prefix);
    }

    boolean creates() {
      return operation.equals("Create");
    }

    AclBinding binding() {
      return new AclBinding(
          new ResourcePattern(
              ResourceType.fromString(type.replace('-', '_').toUpperCase(Locale.ROOT)),
              name,
              prefix ? PatternType.PREFIXED : PatternType.LITERAL),
          new AccessControlEntry(
              "User:" + user,
              "*",
              AclOperation.fromString(
                  operation.replaceAll("(?<=[a-z])(?=[A-Z])", "_").toUpperCase(Locale.ROOT)),
              AclPermissionType.ALLOW));
    }

    @Override
    public String toString() {
      return "%s %s %s%s".formatted(operation, type, name, prefix ? "…" : "");
    }
  }

  /** Returns all rows of a user's table. */
  static List<Right> of(String user) throws IOException {
    List<String> lines = Files.readAllLines(Launcher.root().resolve("docs/security.md"));
    int start = 0;
    while (!lines.get(start).startsWith("User `" + user + "`")) {
      start++;
    }
    return lines.stream()
        .skip(start + 4L)
        .takeWhile(line -> line.startsWith("|"))
        .map(line -> right(user, line))
        .toList();
  }

  private static Right right(String user, String line) {
    Matcher row = ROW.matcher(line);
    if (!row.matches()) {
      throw new AssertionError("not a right: " + line);
    }
    return new Right(user, row.group(1), row.group(2), row.group(3), !row.group(4).isEmpty());
  }
}
