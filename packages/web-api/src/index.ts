// The admin and user API as data: path, method, who may call it, input and output.
export {};
