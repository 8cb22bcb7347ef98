using Floe.Cli.Commands;

return await FloeCommand.Create().InvokeAsync(args);
