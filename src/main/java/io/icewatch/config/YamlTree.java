package io.icewatch.config;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.reader.StreamReader;

/**
 * Parses YAML into {@link Value}s that keep their places.
 *
 * <p>Aliases are shared, not copied, so that a file of nested aliases costs no more than its text;
 * what it would amount to when written out is bounded all the same.
 */
final class YamlTree {
  private static final long MOST_NODES = 2_000_000;
  private static final Set<Tag> SCALARS =
      Set.of(Tag.BOOL, Tag.INT, Tag.FLOAT, Tag.TIMESTAMP, Tag.MERGE);

  private final IdentityHashMap<Node, Value> converted = new IdentityHashMap<>();
  private final IdentityHashMap<Node, Long> sizes = new IdentityHashMap<>();
  private final Set<Node> open = Collections.newSetFromMap(new IdentityHashMap<>());

  private YamlTree() {}

  /** The one document of the text; empty when there is none, and then the finding says why. */
  static Optional<Value> parse(String text, String fileName, Findings findings) {
    int bad = firstUnprintable(text);
    if (bad >= 0) {
      String found = "the control character " + Text.printable(text.substring(bad, bad + 1));
      findings.problem(fileName, positionOf(text, bad), found, "text that can be printed");
      return Optional.empty();
    }
    try {
      Iterator<Node> documents = yaml().composeAll(new StringReader(text)).iterator();
      if (!documents.hasNext()) {
        findings.problem(fileName, new Position(1, 1), "nothing", "at least the key controllers");
        return Optional.empty();
      }
      Node root = documents.next();
      if (documents.hasNext()) {
        findings.problem(fileName, position(documents.next()), "a second document", "one document");
        return Optional.empty();
      }
      YamlTree tree = new YamlTree();
      Value value = tree.convert(root);
      if (tree.sizes.getOrDefault(root, 1L) > MOST_NODES) {
        findings.problem(
            fileName,
            value.at(),
            "more than " + MOST_NODES + " values once aliases are written out",
            "a smaller configuration");
        return Optional.empty();
      }
      return Optional.of(value);
    } catch (MarkedYAMLException e) {
      Mark mark = e.getProblemMark() == null ? e.getContextMark() : e.getProblemMark();
      findings.problem(
          fileName,
          mark == null ? new Position(1, 1) : position(mark),
          Text.printable(Objects.requireNonNullElse(e.getProblem(), "a syntax error")),
          "valid YAML");
      return Optional.empty();
    } catch (YAMLException e) {
      String message = Objects.requireNonNullElse(e.getMessage(), "a syntax error");
      findings.problem(
          fileName,
          new Position(1, 1),
          Text.printable(message.lines().findFirst().orElse(message)),
          "valid YAML");
      return Optional.empty();
    }
  }

  private static int firstUnprintable(String text) {
    for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
      if (!StreamReader.isPrintable(text.codePointAt(i))) {
        return i;
      }
    }
    return -1;
  }

  private static Position positionOf(String text, int index) {
    String before = text.substring(0, index);
    int line = (int) before.chars().filter(c -> c == '\n').count() + 1;
    return new Position(line, index - before.lastIndexOf('\n'));
  }

  private static Yaml yaml() {
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(SourceText.MOST_BYTES);
    options.setMaxAliasesForCollections(Integer.MAX_VALUE);
    options.setNestingDepthLimit(50);
    return new Yaml(options);
  }

  private Value convert(Node node) {
    Value known = converted.get(node);
    if (known != null) {
      return known;
    }
    if (!open.add(node)) {
      return new Value.Refused("an alias of what it stands in", position(node));
    }
    Value value = fresh(node);
    open.remove(node);
    converted.put(node, value);
    return value;
  }

  private Value fresh(Node node) {
    long size = 1;
    Value value;
    if (node instanceof MappingNode mapping && node.getTag().equals(Tag.MAP)) {
      List<Value.Entry> entries = new ArrayList<>();
      for (NodeTuple tuple : mapping.getValue()) {
        Node key = tuple.getKeyNode();
        String name = key instanceof ScalarNode scalar ? scalar.getValue() : "?";
        entries.add(new Value.Entry(name, position(key), convert(tuple.getValueNode())));
        size += sizes.getOrDefault(tuple.getValueNode(), 1L);
      }
      value = new Value.Mapping(List.copyOf(entries), position(node));
    } else if (node instanceof SequenceNode sequence && node.getTag().equals(Tag.SEQ)) {
      List<Value> elements = new ArrayList<>();
      for (Node element : sequence.getValue()) {
        elements.add(convert(element));
        size += sizes.getOrDefault(element, 1L);
      }
      value = new Value.Sequence(List.copyOf(elements), position(node));
    } else {
      value = leaf(node);
    }
    // Capped: nested aliases double it with every level.
    sizes.put(node, Math.min(size, MOST_NODES + 1));
    return value;
  }

  private static Value leaf(Node node) {
    Tag tag = node.getTag();
    if (node instanceof ScalarNode scalar) {
      if (tag.equals(Tag.STR)) {
        return new Value.Scalar(scalar.getValue(), Value.Kind.TEXT, position(node));
      }
      if (tag.equals(Tag.NULL)) {
        return new Value.Scalar(scalar.getValue(), Value.Kind.NULL, position(node));
      }
      if (SCALARS.contains(tag)) {
        return new Value.Scalar(scalar.getValue(), Value.Kind.NOT_TEXT, position(node));
      }
    }
    return new Value.Refused("the tag " + Text.printable(tag.getValue()), position(node));
  }

  private static Position position(Node node) {
    return position(node.getStartMark());
  }

  private static Position position(Mark mark) {
    return new Position(mark.getLine() + 1, mark.getColumn() + 1);
  }
}
