/**
 * The pages for people: from the model to HTML, and to the parts of it that change.
 *
 * <p>Everything here is pure and may be called from any thread, but {@link
 * io.icewatch.page.LagTrail}, which remembers. The templates are in {@code src/main/jte}; the build
 * turns them into classes of this package, which escape whatever they are given. None of them is
 * loaded before the first page is asked for.
 */
@NullMarked
package io.icewatch.page;

import org.jspecify.annotations.NullMarked;
