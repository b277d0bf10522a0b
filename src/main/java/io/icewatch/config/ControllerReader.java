package io.icewatch.config;

import io.icewatch.model.Api;
import io.icewatch.model.ControllerLimits;
import io.icewatch.model.ControllerSettings;
import io.icewatch.model.Credentials;
import io.icewatch.model.Database;
import io.icewatch.model.PollSettings;
import io.icewatch.model.SourceSettings;
import io.icewatch.model.TableId;
import io.icewatch.model.TableSettings;
import io.icewatch.model.TlsFiles;
import java.net.URI;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads one element of {@code controllers}. */
final class ControllerReader {
  private static final String APIS = "iceberg, externalTable or auto";

  private final Section section;
  private final Catalogs catalogs;
  private final Findings findings;
  private final Map<TableId, TableTrigger> triggers = new HashMap<>();

  ControllerReader(Section section, Catalogs catalogs) {
    this.catalogs = catalogs;
    this.section = section;
    this.findings = section.scope().findings();
  }

  /** The controller; empty when something about it was wrong. */
  Optional<ControllerConfig> read(Optional<Text> name, Inherited inherited, CatalogChoice catalog) {
    Optional<URI> url = Addresses.url(section);
    Optional<Api> api = api();
    Optional<Credentials> auth = Auth.read(section, "auth");
    Optional<Credentials> triggerAuth = Auth.read(section, "triggerAuth");
    ControllerLimits limits = limits();
    TlsFiles tls = TlsSection.read(section, url);
    ZoneId zone = Windows.zone(section, "timeZone").orElse(ZoneOffset.UTC);
    Optional<Database> database = Names.database(section);
    DiscoveryReader discovery = new DiscoveryReader(section, catalogs);
    Inherited own = inherited.overriddenBy(section);
    CatalogChoice choice = catalogs.choice(section, catalog);
    List<TableSettings> tables =
        tables(name.map(Text::value).orElse("?"), database, own, choice, discovery);
    Optional<Discovery> discovered = discovery.read(own, choice);
    if (auth.isPresent() || triggerAuth.isPresent()) {
      Addresses.warnOfClearText(section, "url", url);
    }
    warnOfLimits(limits, tables);
    if (name.isEmpty() || url.isEmpty()) {
      return Optional.empty();
    }
    Credentials reading = auth.orElse(new Credentials.None());
    return Optional.of(new ControllerConfig(
        new ControllerSettings(
            name.get().value(),
            url.get(),
            reading,
            triggerAuth.orElse(reading),
            limits,
            tls,
            database,
            api),
        tables,
        triggers,
        zone,
        discovered));
  }

  /** The generation that is given; empty when it is to be found out. */
  private Optional<Api> api() {
    Optional<Text> given = section.text("api", APIS);
    if (given.isEmpty() || given.get().value().equals("auto")) {
      return Optional.empty();
    }
    Optional<Api> api = Stream.of(Api.values())
        .filter(known -> known.label().equals(given.get().value()))
        .findFirst();
    if (api.isEmpty()) {
      findings.problem(given.get(), APIS);
    }
    return api;
  }

  private ControllerLimits limits() {
    Section given = section.section("limits");
    ControllerLimits defaults = ControllerLimits.defaults();
    return new ControllerLimits(
        given.whole("maxConcurrent", 1, 256).orElse(defaults.maxConcurrent()),
        given.whole("requestsPerSecond", 1, 100_000).orElse(defaults.requestsPerSecond()));
  }

  private List<TableSettings> tables(
      String controller,
      Optional<Database> database,
      Inherited inherited,
      CatalogChoice catalog,
      DiscoveryReader discovery) {
    if (!section.lists("tables") && !discovery.asked()) {
      section.missing(
          "tables",
          "at least one table, as in - name: orders_OFFLINE; or discover: {} for all there are");
      inherited.consistent(findings);
    }
    List<TableSettings> tables = new ArrayList<>();
    Map<String, Text> seen = new HashMap<>();
    List<Section> given = section.sections("tables");
    for (int place = 0; place < given.size(); place++) {
      Section table = given.get(place);
      Inherited own = inherited.overriddenBy(table);
      if (DiscoveryReader.isOverride(table)) {
        discovery.override(place, table, own, catalog);
        continue;
      }
      Optional<Text> name = Names.table(table, database);
      Optional<SourceSettings> source = catalogs.source(table, catalog);
      boolean consistent = own.consistent(findings);
      if (name.isEmpty()) {
        continue;
      }
      Text first = seen.putIfAbsent(Names.base(name.get().value()), name.get());
      if (first != null) {
        findings.problem(
            name.get(), "each table once; " + first.path() + " is " + first.shown() + " already");
      }
      if (consistent) {
        TableId id = new TableId(controller, name.get().value());
        Times times = own.times();
        tables.add(new TableSettings(id, times.poll(), times.lag(), times.runs(), source));
        triggers.put(id, own.tableTrigger());
      }
    }
    return tables;
  }

  /** The tables that are discovered are not known here. */
  private void warnOfLimits(ControllerLimits limits, List<TableSettings> tables) {
    double needed = 0;
    for (TableSettings table : tables) {
      PollSettings poll = table.poll();
      needed += perSecond(poll.interval());
      needed += perSecond(poll.filesInterval());
      needed += perSecond(poll.checkpointInterval());
    }
    if (needed > limits.requestsPerSecond()) {
      Section given = section.section("limits");
      findings.warning(
          given.path("requestsPerSecond"),
          given.at("requestsPerSecond"),
          Integer.toString(limits.requestsPerSecond()),
          "at least "
              + (long) Math.ceil(needed)
              + ", what "
              + tables.size()
              + " tables ask at these intervals");
    }
  }

  private static double perSecond(Duration interval) {
    return 1000.0 / interval.toMillis();
  }
}
