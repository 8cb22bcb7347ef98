using Floe.EndToEnd.Tests.Compatibility.Clients;
using Floe.EndToEnd.Tests.Compatibility.Scenarios;

namespace Floe.EndToEnd.Tests.Compatibility;

internal sealed record Play(ClientKind Client, Scenario Scenario, Outcome Outcome);
