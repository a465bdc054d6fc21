// SPDX-License-Identifier: Apache-2.0
// Compiles the contract header once on the user side, so that its static asserts are checked by `swift build`.
#include "event_abi.h"
