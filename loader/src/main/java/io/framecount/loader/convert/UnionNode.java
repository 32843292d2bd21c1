package io.framecount.loader.convert;

import io.framecount.loader.convert.Rejection.Reason;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Avro union: the first branch that takes the JSON value as it is; if none does, the first that
 * takes it with some reading into it, such as a number out of a string. A line is given up when too
 * much of it was read in vain. Of records that all leave out members, the one that takes the most
 * is tried first; one that takes none is not. With Avro's own JSON an object whose only member is
 * named like a branch is that branch, tagged.
 */
final class UnionNode implements Node {
  private static final int OBJECTS = Integer.numberOfTrailingZeros(Kinds.OBJECT);
  private static final int KINDS = Integer.numberOfTrailingZeros(Kinds.ARRAY) + 1;

  private final Node[] branches;
  private final Map<String, Integer> tags;
  private final int[][] candidates = new int[KINDS][];
  private final long recordCandidates;
  private final Absence absence;

  /**
   * Values that are taken for null, though they are written otherwise.
   *
   * @param branch the index of null
   * @param empty whether an empty text is
   * @param nan whether NaN is
   * @param undefined whether MongoDB's undefined is
   * @param recast counts them; null to refuse them
   */
  record Absence(int branch, boolean empty, boolean nan, boolean undefined, ChangeLog.Site recast) {
    boolean is(LineState line, int at) {
      byte first = line.first(at);
      return switch (first) {
        case '"' -> empty && line.first(at + 1) == '"';
        case 'N' -> nan;
        case '{' -> undefined && ExtendedNode.isUndefined(line, at);
        default -> false;
      };
    }
  }

  /**
   * @param tags the index of each branch by the name it has in Avro's own JSON; empty to know none
   * @param absence null to take nothing but null for it
   */
  UnionNode(List<Node> branches, Map<String, Integer> tags, Absence absence) {
    this.absence = absence;
    this.branches = branches.toArray(Node[]::new);
    this.tags = Map.copyOf(tags);
    this.recordCandidates = branches.stream().filter(RecordNode.class::isInstance).count();
    for (int kind = 0; kind < KINDS; kind++) {
      int bit = 1 << kind;
      candidates[kind] =
          Stream.iterate(0, i -> i + 1)
              .limit(branches.size())
              .filter(i -> (branches.get(i).kinds() & bit) != 0)
              .mapToInt(Integer::intValue)
              .toArray();
    }
  }

  @Override
  public boolean encode(LineState line, int at, AvroBuffer out) {
    if (absence != null && !line.exact && absence.is(line, at)) {
      out.writeLong(absence.branch());
      return line.change(absence.recast(), Reason.NO_BRANCH, at, this);
    }
    int kind = Kinds.of(line.first(at));
    if (kind == Kinds.OBJECT && !tags.isEmpty()) {
      int value = tagged(line, at);
      if (value >= 0) {
        int branch = tags.get(line.text.toString());
        out.writeLong(branch);
        return branches[branch].encode(line, value, out);
      }
    }
    int[] fitting = candidates[Integer.numberOfTrailingZeros(kind)];
    if (fitting.length == 1) {
      return encodeBranch(line, fitting[0], at, out);
    }
    boolean mayDrop = kind >= Kinds.OBJECT && !line.trying;
    boolean fits =
        mayDrop ? encodeOutermost(line, fitting, at, out) : encodeFirst(line, fitting, at, out);
    return fits || failAll(line, at);
  }

  /**
   * Encodes a value that is in no other union: dropped members of it are counted when all of it
   * fits.
   */
  private boolean encodeOutermost(LineState line, int[] fitting, int at, AvroBuffer out) {
    line.trying = true;
    boolean fits = encodeFirst(line, fitting, at, out);
    line.trying = false;
    line.scanner.count(line.tried);
    return fits;
  }

  private boolean encodeFirst(LineState line, int[] fitting, int at, AvroBuffer out) {
    boolean alreadyExact = line.exact;
    line.exact = true;
    boolean fits = tryAll(line, fitting, at, out);
    line.exact = alreadyExact;
    if (fits || alreadyExact) {
      return fits;
    }
    boolean manyRecords = fitting == candidates[OBJECTS] && recordCandidates > 1;
    return manyRecords ? tryBySimilarity(line, fitting, at, out) : tryAll(line, fitting, at, out);
  }

  private boolean tryAll(LineState line, int[] fitting, int at, AvroBuffer out) {
    for (int branch : fitting) {
      if (tryBranch(line, branch, at, out)) {
        return true;
      }
    }
    return false;
  }

  /** As {@link #tryAll}, but in the places of records that which takes most members comes first. */
  private boolean tryBySimilarity(LineState line, int[] fitting, int at, AvroBuffer out) {
    int base = line.stack.reserve(fitting.length, 0);
    for (int i = 0; i < fitting.length; i++) {
      if (branches[fitting[i]] instanceof RecordNode record) {
        line.stack.set(base + i, record.matches(line, at));
      }
    }
    boolean fits = false;
    for (int i = 0; i < fitting.length && !fits; i++) {
      int next = branches[fitting[i]] instanceof RecordNode ? mostSimilar(line, fitting, base) : i;
      line.stack.set(base + next, -1);
      fits = tryBranch(line, fitting[next], at, out);
    }
    line.stack.release(base);
    return fits;
  }

  private int mostSimilar(LineState line, int[] fitting, int base) {
    int best = -1;
    for (int i = 0; i < fitting.length; i++) {
      boolean better = best < 0 || line.stack.get(base + i) > line.stack.get(base + best);
      if (branches[fitting[i]] instanceof RecordNode && line.stack.get(base + i) >= 0 && better) {
        best = i;
      }
    }
    return best;
  }

  private boolean tryBranch(LineState line, int branch, int at, AvroBuffer out) {
    if (line.wastedTooMuch()) {
      return false;
    }
    int start = out.length();
    int stack = line.stack.size();
    int tried = line.tried.size();
    int changes = line.changes.size();
    if (encodeBranch(line, branch, at, out)) {
      return true;
    }
    out.truncate(start);
    line.stack.release(stack);
    line.tried.forget(tried);
    line.changes.forget(changes);
    return false;
  }

  private boolean failAll(LineState line, int at) {
    return line.wastedTooMuch()
        ? line.fail(
            Reason.TOO_AMBIGUOUS, at, "a value that shows sooner which branch of the union it is")
        : line.fail(Reason.NO_BRANCH, at, this);
  }

  private boolean encodeBranch(LineState line, int branch, int at, AvroBuffer out) {
    out.writeLong(branch);
    return branches[branch].encodeBranch(line, at, out);
  }

  /**
   * The value of the only member of the object at {@code at}, if its name is a tag; else -1. Leaves
   * the name in {@code line.text}.
   */
  int tagged(LineState line, int at) {
    int from = line.stack.size();
    line.scanner.members(at, line.stack);
    boolean single = line.stack.size() - from == 3;
    line.stack.release(from);
    if (!single || !line.readText(line.stack.get(from), branches[0])) {
      return -1;
    }
    return tags.containsKey(line.text.toString()) ? line.stack.get(from + 1) : -1;
  }

  @Override
  public int kinds() {
    int all = tags.isEmpty() ? 0 : Kinds.OBJECT;
    for (Node branch : branches) {
      all |= branch.kinds();
    }
    return all;
  }

  @Override
  public String expected() {
    return Stream.of(branches).map(Node::expected).distinct().collect(Collectors.joining(", or "));
  }
}
