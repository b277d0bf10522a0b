/** What runs Icewatch elsewhere: the manifests and the unit in {@code deploy}. */
@NullMarked
package io.icewatch.deploy;

import org.jspecify.annotations.NullMarked;
