using Floe.Engine.Catalogs;
using Floe.Iceberg.Operations;

namespace Floe.Engine.Running.Procedures;

/// <summary>What a procedure works with.</summary>
internal sealed record ProcedureCall(ScriptContext Context, TableReference Reference, Table Table, ProcedureArguments Arguments);
