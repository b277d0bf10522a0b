/**
 * The Grafana dashboards of {@code grafana/dashboards}, written from code. {@link
 * io.icewatch.grafana.DashboardFilesTest} holds the files against it and, asked to, writes them.
 */
package io.icewatch.grafana;
