package io.icewatch.config;

import java.nio.file.Path;
import java.util.Map;

/**
 * What reading one file needs at hand.
 *
 * @param file the configuration file: paths in it are relative to its directory
 * @param env what {@code ${NAME}} stands for
 * @param secretsRequired whether an unreadable secret file is a problem, and not just a warning
 * @param findings where problems go
 */
record Scope(Path file, Map<String, String> env, boolean secretsRequired, Findings findings) {}
