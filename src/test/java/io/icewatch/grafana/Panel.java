package io.icewatch.grafana;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * One panel in Grafana's classic JSON. It cannot be made without a title, a unit, words for no value
 * and a description.
 */
final class Panel {
  private final ObjectNode json;
  private int width = 24;

  private Panel(String type, String title, String unit, String noValue, String description) {
    json = Loose.object("{fieldConfig: {defaults: {}, overrides: []}, options: {}, targets: []}");
    json.put("type", type).put("title", title).put("description", description);
    defaults().put("unit", unit).put("noValue", noValue);
    json.putObject("datasource").put("type", "prometheus").put("uid", "${datasource}");
  }

  /** One number, of now: an instant query, so that a value that went stale is not shown as if it held. */
  static Panel stat(String title, String unit, String noValue, String description) {
    return new Panel("stat", title, unit, noValue, description)
        .options("""
            {colorMode: 'value', graphMode: 'none', justifyMode: 'auto', orientation: 'auto',
             textMode: 'auto', wideLayout: true, showPercentChange: false,
             percentChangeColorMode: 'standard',
             reduceOptions: {calcs: ['lastNotNull'], fields: '', values: false}}""")
        .looks(
            "{mappings: [], thresholds: {mode: 'absolute', steps: [{color: 'text', value: null}]}}");
  }

  static Panel lines(String title, String unit, String noValue, String description) {
    return new Panel("timeseries", title, unit, noValue, description)
        .options("""
            {legend: {displayMode: 'list', placement: 'bottom', showLegend: true, calcs: []},
             tooltip: {mode: 'multi', sort: 'desc'}}""")
        .looks("""
            {color: {mode: 'palette-classic'}, mappings: [],
             custom: {drawStyle: 'line', lineInterpolation: 'linear', lineWidth: 1, fillOpacity: 5,
                      showPoints: 'never', spanNulls: false, axisPlacement: 'auto',
                      stacking: {group: 'A', mode: 'none'}}}""");
  }

  /** States over time, a row for each series. */
  static Panel states(String title, String unit, String noValue, String description) {
    return new Panel("state-timeline", title, unit, noValue, description)
        .options("""
            {alignValue: 'left', mergeValues: true, rowHeight: 0.85, showValue: 'auto',
             legend: {displayMode: 'list', placement: 'bottom', showLegend: false, calcs: []},
             tooltip: {mode: 'single', sort: 'none'}}""")
        .looks("{color: {mode: 'thresholds'}, custom: {fillOpacity: 75, lineWidth: 0}}");
  }

  static Panel table(String title, String unit, String noValue, String description) {
    return new Panel("table", title, unit, noValue, description)
        .options("{cellHeight: 'sm', showHeader: true}")
        .looks("""
            {custom: {align: 'auto', cellOptions: {type: 'auto'}, filterable: true, inspect: false},
             mappings: [], thresholds: {mode: 'absolute', steps: [{color: 'text', value: null}]}}""");
  }

  /** How many of the 24 columns it takes. */
  Panel width(int columns) {
    width = columns;
    return this;
  }

  int width() {
    return width;
  }

  /** Asks for now only. */
  Panel now(String expression, String legend) {
    query(expression, legend).put("instant", true).put("range", false).put("format", "time_series");
    return this;
  }

  /** Asks for the time range. */
  Panel over(String expression, String legend) {
    query(expression, legend).put("instant", false).put("range", true).put("format", "time_series");
    return this;
  }

  /** Asks for now, each series a row of the table. */
  Panel rows(String expression) {
    query(expression, "").put("instant", true).put("range", false).put("format", "table");
    return this;
  }

  /** Adds to the panel's options. */
  Panel options(String loose) {
    ((ObjectNode) json.path("options")).setAll(Loose.object(loose));
    return this;
  }

  /** Adds to what all its fields look like. */
  Panel looks(String loose) {
    defaults().setAll(Loose.object(loose));
    return this;
  }

  /** From the value above a colour on: {@code "0 green", "1 orange"}; the first colour has no lower end. */
  Panel colours(String base, String... steps) {
    ObjectNode thresholds = defaults().putObject("thresholds").put("mode", "absolute");
    var all = thresholds.putArray("steps");
    all.addObject().put("color", base).putNull("value");
    for (String step : steps) {
      String[] parts = step.split(" ");
      all.addObject().put("color", parts[1]).put("value", Double.parseDouble(parts[0]));
    }
    return this;
  }

  Panel mapped(ObjectNode mapping) {
    defaults().putArray("mappings").add(mapping);
    return this;
  }

  /** What a field of this name (a series by its legend, a column by its name) has of its own. */
  Override field(String name) {
    ObjectNode override = ((ArrayNode) json.path("fieldConfig").path("overrides")).addObject();
    override.putObject("matcher").put("id", "byName").put("options", name);
    return new Override(this, override.putArray("properties"));
  }

  /** Gives each series that is named after a verdict that verdict's colour. */
  Panel coloured(List<Verdicts.Verdict> verdicts) {
    for (Verdicts.Verdict verdict : verdicts) {
      field(verdict.health())
          .has("color", "{mode: 'fixed', fixedColor: '" + verdict.colour() + "'}");
    }
    return this;
  }

  Panel transformation(String id, String loose) {
    json.withArray("transformations").addObject().put("id", id).set("options", Loose.object(loose));
    return this;
  }

  Panel link(String title, String url) {
    defaults().withArray("links").addObject().put("title", title).put("url", url);
    return this;
  }

  /** At most so many points: what {@code $__interval} follows from. */
  Panel points(int most) {
    json.put("maxDataPoints", most);
    return this;
  }

  ObjectNode json() {
    return json;
  }

  private ObjectNode defaults() {
    return (ObjectNode) json.path("fieldConfig").path("defaults");
  }

  private ObjectNode query(String expression, String legend) {
    var targets = json.withArray("targets");
    String refId = String.valueOf((char) ('A' + targets.size()));
    ObjectNode target = targets.addObject();
    target.putObject("datasource").put("type", "prometheus").put("uid", "${datasource}");
    return target
        .put("refId", refId)
        .put("expr", expression.strip())
        .put("legendFormat", legend)
        .put("editorMode", "code");
  }

  /** The properties of one field, written by chaining. */
  record Override(Panel panel, ArrayNode properties) {
    Override is(String id, String text) {
      properties.addObject().put("id", id).put("value", text);
      return this;
    }

    Override has(String id, String loose) {
      properties
          .addObject()
          .put("id", id)
          .set("value", Loose.object("{v: " + loose + "}").path("v"));
      return this;
    }

    Override has(String id, ObjectNode value) {
      properties.addObject().put("id", id).putArray("value").add(value.deepCopy());
      return this;
    }

    Override field(String name) {
      return panel.field(name);
    }

    Panel done() {
      return panel;
    }
  }
}
