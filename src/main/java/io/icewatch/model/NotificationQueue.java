package io.icewatch.model;

/**
 * What waits to be told to one receiver.
 *
 * @param receiver the address of an Alertmanager or the name of a webhook
 * @param length how many notices wait
 * @param capacity how many can
 */
public record NotificationQueue(String receiver, int length, int capacity) {}
