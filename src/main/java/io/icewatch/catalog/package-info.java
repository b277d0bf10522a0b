/**
 * The Iceberg reader: what a source table's own catalog says about a checkpoint.
 *
 * <p>The core is pure: the snapshots of a table become a {@link io.icewatch.catalog.Chain}, and
 * {@link io.icewatch.catalog.PositionFinder} places a checkpoint in it. Around it, {@link
 * io.icewatch.catalog.IcebergSource} asks one catalog. Catalog calls run on that object's own
 * threads; callers wait for them no longer than the timeout they pass.
 */
@NullMarked
package io.icewatch.catalog;

import org.jspecify.annotations.NullMarked;
