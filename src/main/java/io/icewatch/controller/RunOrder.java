package io.icewatch.controller;

import okhttp3.HttpUrl;

/**
 * The POST that asks for a run of one table.
 *
 * @param url where it goes
 * @param body its JSON, or nothing
 */
record RunOrder(HttpUrl url, String body) {}
