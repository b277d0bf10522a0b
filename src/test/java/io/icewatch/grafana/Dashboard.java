package io.icewatch.grafana;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A dashboard in Grafana's classic JSON: panels are put one row below the other, from the left. */
final class Dashboard {
  /** Known since Grafana 11; newer ones migrate it by themselves. */
  static final int SCHEMA_VERSION = 39;

  private final ObjectNode json;
  private ArrayNode panels;
  private int y;
  private int id;

  Dashboard(String uid, String title, String description) {
    json = Loose.object("""
        {id: null, version: 1, editable: true, fiscalYearStartMonth: 0, graphTooltip: 1,
         liveNow: false, refresh: '30s', timezone: 'browser', weekStart: '',
         time: {from: 'now-6h', to: 'now'}, timepicker: {},
         tags: ['icewatch', 'iceberg', 'pinot'],
         annotations: {list: [
           {builtIn: 1, datasource: {type: 'grafana', uid: '-- Grafana --'}, enable: true, hide: true,
            iconColor: 'rgba(0, 211, 255, 1)', name: 'Annotations & Alerts', type: 'dashboard'}]},
         templating: {list: [
           {name: 'datasource', label: 'Data source', type: 'datasource', query: 'prometheus',
            description: 'The Prometheus that scrapes Icewatch.', hide: 0,
            includeAll: false, multi: false, options: [], refresh: 1, regex: '',
            skipUrlSync: false}]},
         links: [], panels: []}""");
    json.put("uid", uid)
        .put("title", title)
        .put("description", description)
        .put("schemaVersion", SCHEMA_VERSION);
    panels = json.withArray("panels");
  }

  /** A variable whose values are those of a label. */
  Dashboard variable(String name, String label, String query, boolean many, String description) {
    ObjectNode variable = Loose.object("""
        {type: 'query', hide: 0, options: [], refresh: 2, regex: '', skipUrlSync: false,
         sort: 1, datasource: {type: 'prometheus', uid: '${datasource}'}}""");
    variable
        .put("name", name)
        .put("label", label)
        .put("description", description)
        .put("includeAll", many)
        .put("multi", many);
    variable.putObject("query").put("qryType", 1).put("query", query).put("refId", name);
    if (many) {
      variable.set("current", Loose.object("{selected: true, text: ['All'], value: ['$__all']}"));
    }
    variables().add(variable);
    return this;
  }

  /** A text that whoever installs the dashboard may change in one place. */
  Dashboard constant(String name, String value, String description) {
    variables()
        .addObject()
        .put("type", "constant")
        .put("name", name)
        .put("description", description)
        .put("query", value)
        .put("hide", 2)
        .put("skipUrlSync", true);
    return this;
  }

  /** Marks on every graph. With {@code timestamps} the value is the time of the mark in milliseconds. */
  Dashboard annotation(
      String name,
      String colour,
      String expression,
      String title,
      String text,
      boolean timestamps) {
    ObjectNode annotation = json.withObject("/annotations").withArray("list").addObject();
    annotation.putObject("datasource").put("type", "prometheus").put("uid", "${datasource}");
    annotation
        .put("name", name)
        .put("enable", true)
        .put("hide", false)
        .put("iconColor", colour)
        .put("expr", expression)
        .put("step", "")
        .put("titleFormat", title)
        .put("textFormat", text)
        .put("tagKeys", "")
        .put("useValueForTime", timestamps);
    annotation.putObject("target").put("refId", "Anno").put("expr", expression);
    return this;
  }

  Dashboard link(String title, String tooltip, String url, boolean newTab) {
    json.withArray("links")
        .addObject()
        .put("asDropdown", false)
        .put("icon", newTab ? "external link" : "dashboard")
        .put("includeVars", false)
        .put("keepTime", false)
        .put("targetBlank", newTab)
        .put("title", title)
        .put("tooltip", tooltip)
        .put("type", "link")
        .put("url", url)
        .putArray("tags");
    return this;
  }

  /** Begins a part with a heading; what is placed from here on is under it. */
  Dashboard part(String title, boolean collapsed) {
    ObjectNode row = json.withArray("panels").addObject();
    row.put("type", "row").put("id", ++id).put("title", title).put("collapsed", collapsed);
    row.set("gridPos", position(0, 24, 1));
    y += 1;
    ArrayNode own = row.putArray("panels");
    panels = collapsed ? own : json.withArray("panels");
    return this;
  }

  /** Places panels beside each other, all of one height. */
  Dashboard place(int height, Panel... beside) {
    int x = 0;
    for (Panel panel : beside) {
      ObjectNode placed = panel.json();
      placed.put("id", ++id);
      placed.set("gridPos", position(x, panel.width(), height));
      panels.add(placed);
      x += panel.width();
    }
    if (x > 24) {
      throw new IllegalArgumentException(x + " columns (expected: at most 24)");
    }
    y += height;
    return this;
  }

  ObjectNode json() {
    return json;
  }

  private ArrayNode variables() {
    return json.withObject("/templating").withArray("list");
  }

  private ObjectNode position(int x, int width, int height) {
    return Loose.object("{h: " + height + ", w: " + width + ", x: " + x + ", y: " + y + "}");
  }
}
