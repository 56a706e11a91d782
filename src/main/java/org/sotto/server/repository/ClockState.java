package org.sotto.server.repository;

/// What the clock showed at the last look, and how much doubt is left.
///
/// @param shown ms since the epoch
/// @param doubt ms of running until it is believed; 0 if it is
public record ClockState(long shown, long doubt) {}
