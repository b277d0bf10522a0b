package io.icewatch.page;

import gg.jte.html.HtmlInterceptor;
import gg.jte.html.HtmlTemplateOutput;
import gg.jte.html.OwaspHtmlTemplateOutput;
import gg.jte.output.StringOutput;

/** Fills templates; whatever is filled in is escaped for the place where it stands. */
final class Rendering {
  private Rendering() {}

  /** A template of the build, as the class that was made of it. */
  interface Template<V> {
    void render(HtmlTemplateOutput output, HtmlInterceptor interceptor, V view);
  }

  @SuppressWarnings("NullAway") // No interceptor is what the generated classes expect.
  static <V> String of(Template<V> template, V view) {
    StringOutput text = new StringOutput(16 * 1024);
    template.render(new OwaspHtmlTemplateOutput(text), null, view);
    return text.toString();
  }
}
