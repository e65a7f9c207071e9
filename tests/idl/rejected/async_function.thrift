// error: 3:3: async is not supported: write oneway
service S {
  async void f()
}
