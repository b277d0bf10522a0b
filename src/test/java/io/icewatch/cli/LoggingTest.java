package io.icewatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;

class LoggingTest {
  private final LoggerContext context = new LoggerContext();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  LoggingTest() {
    context.setMDCAdapter(new LogbackMDCAdapter());
  }

  private Logger logger(LogFormat format) {
    Logging.configure(context, LogLevel.INFO, format, out);
    return context.getLogger("io.icewatch.poll.Poller");
  }

  private String written() {
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void aLogfmtLineHasTimeLevelLoggerMessageAndPairs() {
    logger(LogFormat.LOGFMT)
        .atInfo()
        .addKeyValue("table", "prod/orders_OFFLINE")
        .addKeyValue("took", 12)
        .addKeyValue("nothing", (Object) null)
        .log("polled {} questions", 3);
    assertThat(written())
        .matches("ts=\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z level=info"
            + " logger=io\\.icewatch\\.poll\\.Poller msg=\"polled 3 questions\""
            + " table=prod/orders_OFFLINE took=12 nothing=null\n");
  }

  @Test
  void whateverIsLoggedStaysOneLogfmtLine() {
    logger(LogFormat.LOGFMT)
        .atError()
        .addKeyValue("a b=\"", "x\ny\u2028z")
        .addKeyValue("empty", "")
        .setCause(new IllegalStateException("two\nlines"))
        .log("say \"hi\"\r\n\tback\\slash \u001b[31m");
    assertThat(written().lines()).hasSize(1);
    assertThat(written())
        .contains("msg=\"say \\\"hi\\\"\\r\\n\\tback\\\\slash \\u001b[31m\"")
        .contains(" a_b__=\"x\\ny\\u2028z\" empty=\"\"")
        .contains(" err=\"java.lang.IllegalStateException: two\\nlines\" stack=\"java.lang.")
        .contains("\\n\\tat io.icewatch.cli.LoggingTest.");
  }

  @Test
  void aJsonLineIsOneObjectWithTypedValues() throws JsonProcessingException {
    logger(LogFormat.JSON)
        .atWarn()
        .addKeyValue("took", 12L)
        .addKeyValue("ratio", 0.5)
        .addKeyValue("nan", Double.NaN)
        .addKeyValue("good", true)
        .addKeyValue("nothing", (Object) null)
        .addKeyValue("msg", "taken")
        .setCause(new IllegalStateException("boom"))
        .log("line \"one\"\nline two é \uD800");
    assertThat(written().lines()).hasSize(1);
    JsonNode line = new ObjectMapper().readTree(written());
    assertThat(line.get("level").textValue()).isEqualTo("warn");
    assertThat(line.get("msg").textValue()).isEqualTo("line \"one\"\nline two é ?");
    assertThat(line.get("took").longValue()).isEqualTo(12);
    assertThat(line.get("ratio").doubleValue()).isEqualTo(0.5);
    assertThat(line.get("nan").textValue()).isEqualTo("NaN");
    assertThat(line.get("good").booleanValue()).isTrue();
    assertThat(line.get("nothing").isNull()).isTrue();
    assertThat(line.get("msg_").textValue()).isEqualTo("taken");
    assertThat(line.get("err").textValue()).isEqualTo("java.lang.IllegalStateException: boom");
    assertThat(line.get("stack").textValue()).contains("LoggingTest");
  }

  @Test
  void aValueThatCannotSayItsNameDoesNotCostTheLine() {
    logger(LogFormat.LOGFMT).atInfo().addKeyValue("bad", new Mute()).log("still here");
    assertThat(written()).contains("msg=\"still here\"").contains("toString failed");
  }

  @Test
  void librariesAreQuietUnlessTheyWarn() {
    Logger own = logger(LogFormat.LOGFMT);
    own.debug("hidden");
    own.info("shown");
    for (String name : new String[] {"io.netty.x", "org.quartz.core.X", "okhttp3.Y"}) {
      context.getLogger(name).info("hidden");
      context.getLogger(name).warn("shown");
    }
    assertThat(written().lines()).hasSize(4).allMatch(line -> line.contains("msg=shown"));
  }

  @Test
  void anErrorLevelHoldsForLibrariesToo() {
    Logging.configure(context, LogLevel.ERROR, LogFormat.LOGFMT, out);
    assertThat(context.getLogger("io.netty").getLevel()).isEqualTo(Level.ERROR);
  }

  @Test
  void configuringAgainReplacesTheFormat() {
    logger(LogFormat.LOGFMT).info("one");
    logger(LogFormat.JSON).info("two");
    assertThat(written().lines()).hasSize(2).last().asString().startsWith("{").endsWith("}");
  }

  @Test
  void theServiceIsWhatLogbackStartsWith() {
    LoggerContext started = new LoggerContext();
    assertThat(new LogStart().configure(started))
        .isEqualTo(Configurator.ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY);
    assertThat(ServiceLoader.load(Configurator.class)).hasAtLeastOneElementOfType(LogStart.class);
  }

  private static final class Mute {
    @Override
    public String toString() {
      throw new IllegalStateException("no");
    }
  }
}
